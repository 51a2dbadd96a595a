package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.testkit.github.fault.GitHubFault;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {
    private static final String REPOSITORY = "/repos/acme/shop";
    private static final String OPENING = "{'title':'Fix','head':'fix','base':'main'}";

    private FakeGitHub github;
    private GitHubRepository shop;
    private Api alice;

    @BeforeEach
    void start() {
        github = FakeGitHub.start();
        shop = github.createRepository("acme/shop");
        shop.push("fix", "main", Map.of("fix.txt", "fixed\n"));
        alice = Api.of(github, github.token("alice"));
    }

    @AfterEach
    void close() {
        github.close();
    }

    private Api.Reply open() throws Exception {
        return alice.send("POST", REPOSITORY + "/pulls", OPENING);
    }

    @Test
    void cutAfterCommit_hasDoneWhatWasAsked() {
        github.faults().next("POST .*/pulls", GitHubFault.cutAfterCommit());

        assertThatThrownBy(this::open).isInstanceOf(IOException.class);

        assertThat(shop.pullRequests()).hasSize(1);
    }

    @Test
    void droppedRequest_hasDoneNothing() {
        github.faults().next("POST .*/pulls", new GitHubFault.Dropped());

        assertThatThrownBy(this::open).isInstanceOf(IOException.class);

        assertThat(shop.pullRequests()).isEmpty();
    }

    @Test
    void answer_isCutShort() {
        github.faults().next("POST .*/pulls", new GitHubFault.CutShort());

        assertThatThrownBy(this::open).isInstanceOf(IOException.class);

        assertThat(shop.pullRequests()).hasSize(1);
    }

    @Test
    void error_leavesNothingDone_unlessItComesAfterwards() throws Exception {
        github.faults().next("POST .*/pulls", GitHubFault.status(502), GitHubFault.statusAfterCommit(502));

        int first = open().status();
        int before = shop.pullRequests().size();
        int second = open().status();

        assertThat(new int[] {first, second}).containsOnly(502);
        assertThat(before).isZero();
        assertThat(shop.pullRequests()).hasSize(1);
    }

    @Test
    void faults_areUsedUp_inTheirOrder() throws Exception {
        open();
        github.faults().next("PUT .*/merge", GitHubFault.baseModified(), GitHubFault.headModified());
        String merge = REPOSITORY + "/pulls/1/merge";

        assertThat(alice.send("PUT", merge, "{}").at("/message")).startsWith("Base branch was modified");
        assertThat(alice.send("PUT", merge, "{}").status()).isEqualTo(409);
        assertThat(alice.send("PUT", merge, "{}").status()).isEqualTo(200);
    }

    @Test
    void plan_decidesAboutEveryRequest_untilAllHeals() throws Exception {
        github.faults().plan(call -> call.isWrite() ? Optional.of(GitHubFault.page(503)) : Optional.empty());

        Api.Reply write = open();
        Api.Reply read = alice.get(REPOSITORY);
        github.faults().heal();

        assertThat(write.status()).isEqualTo(503);
        assertThat(write.header("content-type")).isEqualTo("text/html");
        assertThat(read.status()).isEqualTo(200);
        assertThat(open().status()).isEqualTo(201);
    }

    @Test
    void diff_isTooLarge_onDemand_andWhenItIs() throws Exception {
        open();
        shop.push("large", "main", Map.of("large.txt", "line\n".repeat(20_001)));
        alice.send("POST", REPOSITORY + "/pulls", OPENING.replace("fix", "large"));
        github.faults().next("GET .*/pulls/1", GitHubFault.diffTooLarge());

        Api.Reply demanded = alice.get(REPOSITORY + "/pulls/1", "Accept", "application/vnd.github.diff");
        Api.Reply real = alice.get(REPOSITORY + "/pulls/2", "Accept", "application/vnd.github.diff");

        assertThat(demanded.status()).isEqualTo(406);
        assertThat(real.status()).isEqualTo(406);
        assertThat(real.at("/errors/0/code")).isEqualTo("too_large");
        assertThat(real.at("/message")).isEqualTo(demanded.at("/message"));
        assertThat(alice.get(REPOSITORY + "/pulls/2/files").at("/0/patch")).isEmpty();
    }
}
