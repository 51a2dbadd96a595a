package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.testkit.github.access.BranchRules;
import dev.tandemwork.testkit.github.access.GitHubApp;
import dev.tandemwork.testkit.github.contract.PublishedContract;
import dev.tandemwork.testkit.github.traffic.GitHubExchange;
import dev.tandemwork.testkit.github.traffic.GitHubLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer is as GitHub has published it, and so is what the real {@code gh} sends. */
final class ContractTest {
    private static final PublishedContract CONTRACT = PublishedContract.installed();
    private static final String REPOSITORY = "/repos/acme/shop";
    private static final String PULL = REPOSITORY + "/pulls/1";

    @TempDir
    Path folder;

    private FakeGitHub github;
    private GitHubRepository shop;
    private Api alice;
    private Api bob;
    private CommitId head;

    @BeforeEach
    void start() throws Exception {
        github = FakeGitHub.builder()
                .limits(GitHubLimits.documented())
                .recording()
                .start();
        shop = github.createRepository("acme/shop");
        alice = Api.of(github, github.token("alice"));
        bob = Api.of(github, github.token("bob"));
        head = shop.push("fix", "main", Map.of("fix.txt", "one\ntwo\nthree\n"));
        open("fix");
    }

    private void open(String branch) throws Exception {
        ok(alice.send(
                "POST", REPOSITORY + "/pulls", "{'title':'Fix','head':'" + branch + "','base':'main','body':'B'}"));
    }

    @AfterEach
    void holdTheContract() {
        assertThat(CONTRACT.breaches(github.exchanges())).isEmpty();
        github.close();
    }

    private static Api.Reply ok(Api.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 299);
        return reply;
    }

    private static void all(Api api, String... paths) throws Exception {
        for (String path : paths) {
            ok(api.get(path));
        }
    }

    @Test
    void whatIsRead_isAsPublished() throws Exception {
        shop.check(head, "build", CheckRun.State.PASSED);
        shop.check(head, "lint", CheckRun.State.PENDING);
        shop.status(head, "review", CheckRun.State.FAILED);
        shop.protect("main", BranchRules.none().requiring("build").approvedBy(1));
        shop.rule("main", BranchRules.none().requiring("lint").approvedBy(1).throughQueue());
        String commit = REPOSITORY + "/commits/" + head;

        all(alice, "/", "/user", "/users/bob", "/rate_limit", REPOSITORY, REPOSITORY + "/pulls?state=all&per_page=1");
        all(alice, PULL, PULL, PULL + "/files", PULL + "/commits", REPOSITORY + "/commits?sha=fix", commit);
        all(alice, commit + "/pulls", REPOSITORY + "/compare/main...fix", REPOSITORY + "/compare/fix...main");
        all(alice, commit + "/check-runs", commit + "/check-suites", commit + "/status", commit + "/statuses");
        all(alice, REPOSITORY + "/branches", REPOSITORY + "/branches/main", REPOSITORY + "/branches/main/protection");
        all(alice, REPOSITORY + "/rules/branches/main", REPOSITORY + "/rulesets", REPOSITORY + "/git/ref/heads/fix");
        all(alice, REPOSITORY + "/git/matching-refs/heads/f");
    }

    @Test
    void whatIsSaid_isAsPublished() throws Exception {
        String line = "{'path':'fix.txt','line':2,'side':'RIGHT','body':'here'}";
        String review = ok(bob.send(
                        "POST", PULL + "/reviews", "{'event':'REQUEST_CHANGES','body':'no','comments':[" + line + "]}"))
                .at("/id");
        ok(bob.send("PUT", PULL + "/reviews/" + review + "/dismissals", "{'message':'well'}"));
        String pending =
                ok(bob.send("POST", PULL + "/reviews", "{'body':'later'}")).at("/id");
        ok(bob.send("PUT", PULL + "/reviews/" + pending, "{'body':'now'}"));
        ok(bob.send("POST", PULL + "/reviews/" + pending + "/events", "{'event':'APPROVE'}"));
        String remark = ok(bob.send(
                        "POST",
                        PULL + "/comments",
                        "{'body':'x','commit_id':'" + head + "','path':'fix.txt','line':3}"))
                .at("/id");
        ok(alice.send("POST", PULL + "/comments/" + remark + "/replies", "{'body':'done'}"));
        String comment = ok(alice.send("POST", REPOSITORY + "/issues/1/comments", "{'body':'hello'}"))
                .at("/id");
        ok(alice.send("PATCH", REPOSITORY + "/issues/comments/" + comment, "{'body':'bye'}"));
        ok(alice.send("POST", REPOSITORY + "/issues/1/labels", "{'labels':['good']}"));

        all(alice, PULL + "/reviews", PULL + "/reviews/" + review, PULL + "/reviews/" + review + "/comments");
        all(alice, PULL + "/comments", REPOSITORY + "/issues/1/comments", REPOSITORY + "/issues/1/labels");
        ok(alice.get(REPOSITORY + "/issues/comments/" + comment));
        ok(alice.send("DELETE", REPOSITORY + "/issues/comments/" + comment, ""));
        ok(alice.send("DELETE", REPOSITORY + "/issues/1/labels/good", ""));
    }

    @Test
    void merges_areAsPublished() throws Exception {
        String order = "{'sha':'" + head + "','merge_method':'squash'}";
        String uuid = ok(alice.send("PUT", PULL + "/merge-async", order)).at("/details/uuid");
        assertThat(alice.send("PUT", PULL + "/merge-async", order).status()).isEqualTo(409);
        all(alice, PULL + "/merge-async/" + uuid, PULL + "/merge-async/" + uuid, PULL, PULL + "/merge");
        ok(alice.send("PUT", PULL + "/merge-async", order));

        shop.push("more", "main", Map.of("more.txt", "more\n"));
        shop.push("main", "main", Map.of("other.txt", "other\n"));
        open("more");
        ok(alice.send("PUT", REPOSITORY + "/pulls/2/update-branch", "{}"));
        assertThat(alice.send("PUT", REPOSITORY + "/pulls/2/merge", "{'sha':'" + head + "'}")
                        .status())
                .isEqualTo(409);
        ok(alice.send("PATCH", REPOSITORY + "/pulls/2", "{'title':'More'}"));
        ok(alice.send("PUT", REPOSITORY + "/pulls/2/merge", "{'merge_method':'squash'}"));
        ok(alice.send("DELETE", REPOSITORY + "/git/refs/heads/more", ""));
        assertThat(alice.send("DELETE", REPOSITORY + "/git/refs/heads/more", "").status())
                .isEqualTo(422);
        ok(alice.send("POST", REPOSITORY + "/git/refs", "{'ref':'refs/heads/new','sha':'" + head + "'}"));
        ok(alice.send("POST", REPOSITORY + "/statuses/" + head, "{'state':'success','context':'review'}"));
    }

    @Test
    void apps_areAsPublished() throws Exception {
        GitHubApp app = github.installApp("robot", Map.of("checks", "write", "contents", "write"));
        Api signer = Api.of(github, Jwt.of(app));
        all(signer, "/app", REPOSITORY + "/installation");
        String tokens = "/app/installations/" + app.installation() + "/access_tokens";
        String token = ok(signer.send("POST", tokens, "{'repositories':['shop'],'permissions':{'checks':'write'}}"))
                .at("/token");
        Api robot = Api.of(github, token);
        String run = ok(robot.send("POST", REPOSITORY + "/check-runs", "{'name':'ci','head_sha':'" + head + "'}"))
                .at("/id");
        ok(robot.send("PATCH", REPOSITORY + "/check-runs/" + run, "{'conclusion':'success'}"));
        all(robot, REPOSITORY + "/check-runs/" + run, "/installation/repositories");
        ok(robot.send("DELETE", "/installation/token", ""));
        assertThat(robot.get(REPOSITORY).status()).isEqualTo(401);
    }

    @Test
    void refusals_areAsPublished() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (String body : List.of(
                "{'title':'Again','head':'fix','base':'main'}",
                "{'title':'X','head':'nowhere','base':'main'}",
                "{'title':'X','head':'main','base':'main'}",
                "{'head':'fix','base':'main'}")) {
            statuses.add(alice.send("POST", REPOSITORY + "/pulls", body).status());
        }
        statuses.add(
                alice.send("POST", PULL + "/reviews", "{'event':'APPROVE'}").status());
        statuses.add(alice.get(REPOSITORY + "/pulls/99").status());
        shop.push("main", "main", Map.of("fix.txt", "conflict\n"));
        statuses.add(alice.send("PUT", PULL + "/merge", "{}").status());

        assertThat(statuses).containsExactly(422, 422, 422, 422, 422, 404, 405);
    }

    @Test
    void gh_saysWhatIsPublished() throws Exception {
        Shell shell = Shell.cloned(folder.resolve("alice"), github, shop, github.token("alice"));
        shell.run("gh", "pr", "comment", "1", "--body", "hello");
        shell.run("gh", "pr", "view", "1", "--comments");
        shell.run("gh", "pr", "list");
        shell.run("gh", "pr", "merge", "1", "--squash");

        assertThat(github.exchanges()).extracting(GitHubExchange::path).contains("/graphql");
    }
}
