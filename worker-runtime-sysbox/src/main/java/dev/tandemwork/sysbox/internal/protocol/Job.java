package dev.tandemwork.sysbox.internal.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a container is told to do; its fields are those of docs/worker-protocol.md.
 *
 * @param version of the protocol
 * @param worker its name
 * @param repository where to clone from
 * @param baseBranch where to start
 * @param branch where to push
 * @param previousHead what the attempt before has pushed
 * @param mergeBase whether the base branch is to be merged first
 * @param title of the commit
 * @param authorName who commits
 * @param authorEmail who commits
 * @param gitSecret what git authenticates with
 * @param gitUser whose it is
 * @param setup to be run before the agent
 * @param setupSeconds the longest it may take
 * @param agent to be run
 * @param checks to be run after it
 * @param graceSeconds between asking and killing
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Job(
        int version,
        String worker,
        String repository,
        String baseBranch,
        String branch,
        @Nullable String previousHead,
        boolean mergeBase,
        String title,
        String authorName,
        String authorEmail,
        @Nullable String gitSecret,
        @Nullable String gitUser,
        @Nullable List<String> setup,
        long setupSeconds,
        AgentJob agent,
        List<CheckJob> checks,
        long graceSeconds) {
    /** The version of the protocol that this is. */
    public static final int VERSION = 1;

    /** The label by which an image tells which version it speaks. */
    public static final String VERSION_LABEL = "dev.tandemwork.protocol";

    /**
     * The agent to be run.
     *
     * @param command program and arguments
     * @param environment variables, none of them a secret
     * @param secrets names of those that are variables of the same name
     * @param seconds the longest it may take
     */
    public record AgentJob(List<String> command, Map<String, String> environment, Set<String> secrets, long seconds) {}

    /**
     * A check to be run.
     *
     * @param name of the check
     * @param command program and arguments
     * @param seconds the longest it may take
     */
    public record CheckJob(String name, List<String> command, long seconds) {}

    /** Returns this job as JSON. */
    public byte[] json() {
        try {
            return JsonMapper.builder().build().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("job [" + worker + "] can't be written; expected plain values", e);
        }
    }
}
