package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.testkit.Together;
import dev.tandemwork.testkit.github.access.BranchRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How pull requests live: mergeability, rules, merges now and later, and many at once. */
final class PullsTest {
    private static final String PULLS = "/repos/acme/shop/pulls";
    private static final String PULL = PULLS + "/1";

    private FakeGitHub github;
    private GitHubRepository shop;
    private Api alice;
    private CommitId head;

    @BeforeEach
    void start() throws Exception {
        github = FakeGitHub.start();
        shop = github.createRepository("acme/shop");
        alice = Api.of(github, github.token("alice"));
        head = shop.push("fix", "main", Map.of("fix.txt", "fixed\n"));
        github.mergeabilityAfter(2);
        open("fix");
    }

    @AfterEach
    void close() {
        github.close();
    }

    private Api.Reply open(String branch) throws Exception {
        return alice.send("POST", PULLS, "{'title':'Fix','head':'acme:" + branch + "','base':'main'}");
    }

    private String state() throws Exception {
        return alice.get(PULL).at("/mergeable_state");
    }

    private String known() throws Exception {
        alice.get(PULL);
        alice.get(PULL);
        return state();
    }

    @Test
    void mergeability_isNotKnownAtFirst_andAgainAfterAPush() throws Exception {
        List<String> seen = new ArrayList<>(List.of(state(), state()));
        shop.push("fix", "main", Map.of("fix.txt", "fixed again\n"));
        seen.add(state());
        seen.add(state());
        seen.add(state());

        assertThat(seen).containsExactly("unknown", "clean", "unknown", "unknown", "clean");
    }

    @Test
    void rules_block_untilTheyAreMet() throws Exception {
        shop.rule("main", BranchRules.none().requiring("build").approvedBy(1));
        String blocked = known();
        Api.Reply early = alice.send("PUT", PULL + "/merge", "{}");
        shop.check(head, "build", CheckRun.State.PASSED);
        Api.of(github, github.token("bob")).send("POST", PULL + "/reviews", "{'event':'APPROVE'}");

        assertThat(blocked).isEqualTo("blocked");
        assertThat(early.status()).isEqualTo(405);
        assertThat(early.at("/message")).isEqualTo("Required status check \"build\" is expected.");
        assertThat(known()).isEqualTo("clean");
        assertThat(alice.send("PUT", PULL + "/merge", "{}").status()).isEqualTo(200);
    }

    @Test
    void conflict_isDirty_andStaleHeadIsBehind() throws Exception {
        shop.push("main", "main", Map.of("other.txt", "other\n"));
        shop.protect("main", BranchRules.none().whenUpToDate());
        String behind = known();
        alice.send("PUT", PULL + "/update-branch", "{'expected_head_sha':'" + head + "'}");
        String updated = known();
        shop.push("main", "main", Map.of("fix.txt", "another\n"));

        assertThat(behind).isEqualTo("behind");
        assertThat(updated).isEqualTo("clean");
        assertThat(known()).isEqualTo("dirty");
    }

    @Test
    void mergeInTheBackground_isDoneLater_once() throws Exception {
        github.mergesAfter(2);
        String order = "{'sha':'" + head + "','merge_method':'squash'}";
        String uuid = alice.send("PUT", PULL + "/merge-async", order).at("/details/uuid");
        Api.Reply again = alice.send("PUT", PULL + "/merge-async", order);

        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            seen.add(alice.get(PULL + "/merge-async/" + uuid).at("/status"));
        }

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/details/uuid")).isEqualTo(uuid);
        assertThat(seen).containsExactly("pending", "pending", "merged");
        assertThat(shop.history("main")).hasSize(2);
    }

    @Test
    void mergeInTheBackground_fails_whenSomebodyPushesInBetween() throws Exception {
        String uuid = alice.send("PUT", PULL + "/merge-async", "{'merge_method':'squash'}")
                .at("/details/uuid");
        shop.push("fix", "main", Map.of("late.txt", "late\n"));
        alice.get(PULL);

        assertThat(alice.get(PULL + "/merge-async/" + uuid).at("/status")).isEqualTo("failed");
        assertThat(shop.history("main")).hasSize(1);
    }

    @Test
    void queue_takesWhatMayNotBeMergedDirectly() throws Exception {
        shop.rule("main", BranchRules.none().throughQueue());
        Api.Reply direct = alice.send("PUT", PULL + "/merge", "{}");
        String id = alice.get(PULL).at("/node_id");
        Api.Reply queued = alice.graph("mutation Q { enqueuePullRequest(input:{pullRequestId:\"" + id
                + "\",expectedHeadOid:\"" + head + "\"}) { mergeQueueEntry { position } } }");
        alice.get(PULL);
        alice.get(PULL);

        assertThat(direct.at("/message")).isEqualTo("Changes must be made through the merge queue");
        assertThat(queued.at("/data/enqueuePullRequest/mergeQueueEntry/position"))
                .isEqualTo("1");
        assertThat(shop.pullRequest(1).state()).isEqualTo(PullRequestView.State.MERGED);
    }

    @Test
    void pullRequest_isMergedByWhoeverPushesItsCommits_andClosedByWhoeverDeletesItsBranch() throws Exception {
        shop.push("gone", "main", Map.of("gone.txt", "gone\n"));
        open("gone");
        shop.git("update-ref", "refs/heads/main", head.toString());
        shop.git("update-ref", "-d", "refs/heads/gone");

        assertThat(shop.pullRequests())
                .extracting(PullRequestView::state)
                .containsExactly(PullRequestView.State.MERGED, PullRequestView.State.CLOSED);
    }

    @Test
    void filterByHead_isIgnored_withoutAnOwner() throws Exception {
        assertThat(alice.get(PULLS + "?head=nowhere").json()).hasSize(1);
        assertThat(alice.get(PULLS + "?head=acme:nowhere").json()).isEmpty();
    }

    @Test
    void nextPage_isWhereTheLinkLeads() throws Exception {
        shop.push("more", "main", Map.of("more.txt", "more\n"));
        open("more");

        Api.Reply first = alice.get(PULLS + "?per_page=1");
        String next = first.header("link").replaceFirst(".*<([^>]+)>; rel=\"next\".*", "$1");

        assertThat(next).contains("/repositories/");
        assertThat(alice.get(next).at("/0/number")).isEqualTo("1");
    }

    @Test
    void commentOutsideOfTheDiff_failsTheWholeReview_andNobodyApprovesThemselves() throws Exception {
        Api bob = Api.of(github, github.token("bob"));
        String good = "{'path':'fix.txt','line':1,'body':'x'}";
        String bad = "{'path':'fix.txt','line':9,'body':'x'}";

        Api.Reply mixed = bob.send(
                "POST", PULL + "/reviews", "{'event':'COMMENT','body':'b','comments':[" + good + "," + bad + "]}");
        Api.Reply own = alice.send("POST", PULL + "/reviews", "{'event':'APPROVE'}");

        assertThat(mixed.at("/errors/0")).isEqualTo("Line could not be resolved");
        assertThat(own.at("/errors/0")).isEqualTo("Can not approve your own pull request");
        assertThat(shop.pullRequest(1).reviews()).isEmpty();
    }

    @Test
    void fiftyAtOnce_openOnePullRequestEach_andEachIsMergedOnce() {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String branch = "task" + i;
            shop.push(branch, "main", Map.of(branch + ".txt", branch + "\n"));
            calls.add(() -> {
                String number = open(branch).at("/number");
                return alice.send("PUT", PULLS + "/" + number + "/merge", "{'merge_method':'squash'}")
                        .status();
            });
        }

        List<Integer> statuses = Together.call(calls);

        assertThat(statuses).containsOnly(200);
        assertThat(shop.history("main")).hasSize(51);
        assertThat(shop.files("main")).hasSize(51);
    }
}
