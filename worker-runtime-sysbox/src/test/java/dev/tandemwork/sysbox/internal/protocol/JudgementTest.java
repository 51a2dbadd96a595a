package dev.tandemwork.sysbox.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JudgementTest {
    @Test
    void json_hasAPullRequestOnlyWhereOneIsToBeOpened() {
        Judgement.PullRequest pullRequest = new Judgement.PullRequest("Do it", "Because\n\"it\" must be.");

        assertThat(new Judgement(true, pullRequest).json())
                .asString()
                .isEqualTo("{\"accept\":true,\"pullRequest\":{\"title\":\"Do it\","
                        + "\"body\":\"Because\\n\\\"it\\\" must be.\"}}");
        assertThat(new Judgement(false, null).json()).asString().isEqualTo("{\"accept\":false}");
    }
}
