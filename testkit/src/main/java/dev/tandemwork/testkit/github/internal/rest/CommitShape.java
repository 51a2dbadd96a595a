package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.git.ChangedFile;
import dev.tandemwork.testkit.github.internal.git.Commit;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Json;

/** Shows commits, and the files that they change. */
final class CommitShape {
    private final Repository repository;
    private final String url;
    private final String page;

    CommitShape(Ask ask, Repository repository) {
        RepositoryShape shape = new RepositoryShape(ask.hub(), ask.places());
        this.repository = repository;
        this.url = shape.url(repository);
        this.page = shape.page(repository);
    }

    ObjectNode commit(Commit commit) {
        String own = url + "/commits/" + commit.sha();
        ObjectNode shown = Json.object()
                .put("sha", commit.sha())
                .put("node_id", Ids.node("Commit", repository.id() + ":" + commit.sha()))
                .put("url", own)
                .put("html_url", page + "/commit/" + commit.sha())
                .put("comments_url", own + "/comments")
                .putNull("author")
                .putNull("committer");
        ObjectNode inner = shown.putObject("commit");
        inner.put("message", commit.message())
                .put("url", url + "/git/commits/" + commit.sha())
                .put("comment_count", 0);
        inner.set("author", signature(commit.author()));
        inner.set("committer", signature(commit.committer()));
        inner.putObject("tree").put("sha", commit.tree()).put("url", url + "/git/trees/" + commit.tree());
        ArrayNode parents = shown.putArray("parents");
        commit.parents()
                .forEach(parent -> parents.addObject()
                        .put("sha", parent)
                        .put("url", url + "/commits/" + parent)
                        .put("html_url", page + "/commit/" + parent));
        return shown;
    }

    private static ObjectNode signature(Commit.Signature signature) {
        return Json.object()
                .put("name", signature.name())
                .put("email", signature.email())
                .put("date", signature.date());
    }

    ObjectNode file(ChangedFile file, String commit) {
        String encoded = file.path().replace(" ", "%20");
        ObjectNode shown = Json.object()
                .put("sha", file.sha())
                .put("filename", file.path())
                .put("status", file.status())
                .put("additions", file.additions())
                .put("deletions", file.deletions())
                .put("changes", file.additions() + file.deletions())
                .put("blob_url", page + "/blob/" + commit + "/" + encoded)
                .put("raw_url", page + "/raw/" + commit + "/" + encoded)
                .put("contents_url", url + "/contents/" + encoded + "?ref=" + commit);
        file.previous().ifPresent(previous -> shown.put("previous_filename", previous));
        file.patch().filter(patch -> DiffLimits.isShown(file, patch)).ifPresent(patch -> shown.put("patch", patch));
        return shown;
    }
}
