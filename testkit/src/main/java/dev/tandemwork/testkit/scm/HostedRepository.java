package dev.tandemwork.testkit.scm;

import dev.tandemwork.scm.CommitId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository of a host under test, as those see it who push to it and read from it. It starts with a branch {@code main}. */
public interface HostedRepository {
    /** Returns the name that the host's clients know it by. */
    String location();

    /**
     * Pushes one commit to {@code branch}, on top of what is there.
     *
     * @param start the branch to start from, when {@code branch} is new
     * @param files path to new content; everything else stays
     * @return the commit
     */
    CommitId push(String branch, String start, Map<String, String> files);

    /** Returns the last commit of {@code branch}. */
    Optional<CommitId> head(String branch);

    /** Returns the commits of {@code branch}, newest first, following first parents. */
    List<Commit> history(String branch);

    /** Returns every path of {@code branch} with its content. */
    Map<String, String> files(String branch);

    /**
     * A commit.
     *
     * @param id its name
     * @param parents how many parents it has
     * @param message the whole message
     */
    record Commit(CommitId id, int parents, String message) {}
}
