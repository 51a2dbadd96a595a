package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Places;

/** Shows repositories. */
final class RepositoryShape {
    private static final String[] LINKS = {
        "archive_url=/{archive_format}{/ref}",
        "assignees_url=/assignees{/user}",
        "blobs_url=/git/blobs{/sha}",
        "branches_url=/branches{/branch}",
        "collaborators_url=/collaborators{/collaborator}",
        "comments_url=/comments{/number}",
        "commits_url=/commits{/sha}",
        "compare_url=/compare/{base}...{head}",
        "contents_url=/contents/{+path}",
        "contributors_url=/contributors",
        "deployments_url=/deployments",
        "downloads_url=/downloads",
        "events_url=/events",
        "forks_url=/forks",
        "git_commits_url=/git/commits{/sha}",
        "git_refs_url=/git/refs{/sha}",
        "git_tags_url=/git/tags{/sha}",
        "hooks_url=/hooks",
        "issue_comment_url=/issues/comments{/number}",
        "issue_events_url=/issues/events{/number}",
        "issues_url=/issues{/number}",
        "keys_url=/keys{/key_id}",
        "labels_url=/labels{/name}",
        "languages_url=/languages",
        "merges_url=/merges",
        "milestones_url=/milestones{/number}",
        "notifications_url=/notifications{?since,all,participating}",
        "pulls_url=/pulls{/number}",
        "releases_url=/releases{/id}",
        "stargazers_url=/stargazers",
        "statuses_url=/statuses/{sha}",
        "subscribers_url=/subscribers",
        "subscription_url=/subscription",
        "tags_url=/tags",
        "teams_url=/teams",
        "trees_url=/git/trees{/sha}"
    };
    private static final String[] COUNTS = {
        "forks", "forks_count", "stargazers_count", "watchers", "watchers_count", "size"
    };

    private final Hub hub;
    private final Places places;

    RepositoryShape(Hub hub, Places places) {
        this.hub = hub;
        this.places = places;
    }

    String url(Repository repository) {
        return places.api() + "/repos/" + repository.fullName();
    }

    String page(Repository repository) {
        return places.web() + "/" + repository.fullName();
    }

    ObjectNode minimal(Repository repository) {
        ObjectNode shown = Json.object()
                .put("id", repository.id())
                .put("node_id", Ids.node("Repository", repository.id()))
                .put("name", repository.name())
                .put("full_name", repository.fullName())
                .put("private", repository.settings().isPrivate())
                .put("html_url", page(repository))
                .putNull("description")
                .put("fork", false)
                .put("url", url(repository));
        shown.set("owner", new UserShape(hub, places).simple(repository.owner()));
        for (String link : LINKS) {
            String[] parts = link.split("=", 2);
            shown.put(parts[0], url(repository) + parts[1]);
        }
        return shown;
    }

    /** Returns it as it shows inside of a pull request. */
    ObjectNode whole(Repository repository) {
        ObjectNode shown = minimal(repository);
        for (String count : COUNTS) {
            shown.put(count, 0);
        }
        long open = repository.pulls().all().stream().filter(Pull::isOpen).count();
        shown.put("open_issues", open).put("open_issues_count", open);
        features(shown, repository);
        addresses(shown, repository);
        String created = repository.created().toString();
        return shown.put("created_at", created).put("updated_at", created).put("pushed_at", created);
    }

    private static void features(ObjectNode shown, Repository repository) {
        for (String feature : new String[] {"has_issues", "has_projects", "has_wiki", "has_downloads"}) {
            shown.put(feature, true);
        }
        shown.put("has_pages", false)
                .put("has_discussions", false)
                .put("archived", repository.settings().isArchived())
                .put("disabled", false)
                .put("visibility", repository.settings().isPrivate() ? "private" : "public")
                .put("default_branch", "main")
                .put("allow_squash_merge", true)
                .put("allow_merge_commit", true)
                .put("allow_rebase_merge", false)
                .put("allow_auto_merge", repository.settings().allowsAutoMerge())
                .put("delete_branch_on_merge", repository.settings().deletesMerged())
                .put("allow_forking", true)
                .put("web_commit_signoff_required", false);
    }

    private void addresses(ObjectNode shown, Repository repository) {
        shown.put("clone_url", page(repository) + ".git")
                .put("git_url", page(repository) + ".git")
                .put("ssh_url", page(repository) + ".git")
                .put("svn_url", page(repository))
                .putNull("homepage")
                .putNull("language")
                .putNull("mirror_url")
                .putNull("license");
    }

    ObjectNode full(Repository repository, String login) {
        ObjectNode shown = whole(repository).put("network_count", 0).put("subscribers_count", 0);
        String level = login.equalsIgnoreCase(repository.owner())
                ? "admin"
                : repository.settings().level(login);
        boolean writes = level.equals("write") || level.equals("admin");
        shown.putObject("permissions")
                .put("admin", level.equals("admin"))
                .put("maintain", level.equals("admin"))
                .put("push", writes)
                .put("triage", writes)
                .put("pull", true);
        return shown;
    }
}
