#!/usr/bin/env python3
"""A forge for tests, behind a proxy's face: real git over HTTP, and as much of GitHub's API as `gh pr` needs.

    TOKEN=... forge.py FOLDER    prints its port; FOLDER/o/r.git is served; pull requests are in FOLDER/pulls, one a file
"""

import base64
import http.server
import json
import os
import subprocess
import sys
import urllib.parse

FOLDER, TOKEN = sys.argv[1], os.environ["TOKEN"]
PULLS = os.path.join(FOLDER, "pulls")


class Forge(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.serve()

    def do_POST(self):
        self.serve()

    def serve(self):
        place = urllib.parse.urlsplit(self.path)
        body = self.body()
        with open(os.path.join(FOLDER, "requests"), "a") as log:
            log.write("%s %s %s\n" % (self.command, place.netloc, place.path))
        if place.path.endswith("/graphql"):
            self.graphql(json.loads(body))
        else:
            self.git(place, body)

    def body(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            data = b""
            while size := int(self.rfile.readline(), 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return data
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def git(self, place, body):
        wanted = "Basic " + base64.b64encode(b"x-access-token:" + TOKEN.encode()).decode()
        if self.headers.get("Authorization") != wanted:
            return self.answer(401, b"who are you?", {"WWW-Authenticate": 'Basic realm="forge"'})
        environment = dict(os.environ, GIT_PROJECT_ROOT=FOLDER, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=place.path, REMOTE_USER="x",
                           QUERY_STRING=place.query, REQUEST_METHOD=self.command, REMOTE_ADDR="127.0.0.1",
                           CONTENT_TYPE=self.headers.get("Content-Type", ""), CONTENT_LENGTH=str(len(body)),
                           HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""),
                           GIT_PROTOCOL=self.headers.get("Git-Protocol", ""))
        out = subprocess.run(["git", "http-backend"], input=body, env=environment, stdout=subprocess.PIPE, check=True).stdout
        head, _, content = out.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        status = int(headers.pop("Status", "200").split()[0])
        self.answer(status, content, headers)

    def graphql(self, request):
        if self.headers.get("Authorization") != "token " + TOKEN:
            return self.answer(401, b"{}", {})
        query, variables = request["query"], request.get("variables", {})
        if "createPullRequest" in query:
            return self.create(variables["input"])
        found = [pull for pull in self.pulls() if variables.get("headBranch", variables.get("headRefName")) == pull["headRefName"]]
        if "PullRequestList" in query or "PullRequestForBranch" in query:
            return self.data({"repository": {"pullRequests": {"totalCount": len(found), "nodes": found, "pageInfo": {"hasNextPage": False, "endCursor": ""}},
                                             "defaultBranchRef": {"name": "main"}}})
        self.data({"repository": {"id": "R1", "name": "r", "owner": {"login": "o"}, "hasIssuesEnabled": True, "description": "",
                                  "hasWikiEnabled": False, "viewerPermission": "WRITE", "defaultBranchRef": {"name": "main"}, "parent": None,
                                  "mergeCommitAllowed": True, "rebaseMergeAllowed": True, "squashMergeAllowed": True}})

    def create(self, asked):
        number = len(self.pulls()) + 1
        pull = {"id": "P%d" % number, "number": number, "url": "https://github.localhost/o/r/pull/%d" % number, "state": "OPEN",
                "headRefName": asked["headRefName"], "baseRefName": asked["baseRefName"], "title": asked["title"], "body": asked["body"],
                "isDraft": False, "headRepositoryOwner": {"id": "U1", "login": "o"}, "isCrossRepository": False}
        os.makedirs(PULLS, exist_ok=True)
        with open(os.path.join(PULLS, str(number)), "w") as file:
            json.dump(pull, file)
        self.data({"createPullRequest": {"pullRequest": {"id": pull["id"], "url": pull["url"]}}})

    @staticmethod
    def pulls():
        if not os.path.isdir(PULLS):
            return []
        return [json.load(open(os.path.join(PULLS, name))) for name in sorted(os.listdir(PULLS))]

    def data(self, data):
        self.answer(200, json.dumps({"data": data}).encode(), {"Content-Type": "application/json"})

    def answer(self, status, content, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Forge)
print(server.server_port, flush=True)
server.serve_forever()
