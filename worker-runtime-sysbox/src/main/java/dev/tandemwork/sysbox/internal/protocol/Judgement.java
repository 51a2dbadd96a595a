package dev.tandemwork.sysbox.internal.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Whether what an agent did counts; its fields are those of docs/worker-protocol.md.
 *
 * @param accept whether it does
 * @param pullRequest to be opened once it is pushed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Judgement(boolean accept, @Nullable PullRequest pullRequest) {
    /**
     * A pull request to be opened.
     *
     * @param title of the request
     * @param body of the request
     */
    public record PullRequest(String title, String body) {}

    /** Returns this judgement as JSON. */
    public byte[] json() {
        try {
            return JsonMapper.builder().build().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("judgement can't be written; expected plain values", e);
        }
    }
}
