package dev.tandemwork.local.forge;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.ScmException;
import java.util.regex.Pattern;

/** Where things are kept in a repository. */
final class Refs {
    static final String BRANCHES = "refs/heads/";
    static final String PULLS = "refs/tandemwork/pulls/";

    private static final Pattern BRANCH = Pattern.compile("[^\\x00-\\x20\\x7f~^:?*\\[\\\\]+");

    private Refs() {}

    /** Returns the ref of a branch, whose name can then neither be an option nor a pattern. */
    static String branch(String name) {
        boolean usable = BRANCH.matcher(name).matches() && !name.startsWith("-") && !name.contains("..");
        if (!usable) {
            throw ScmException.of(
                    ScmException.Kind.INVALID,
                    "branch [" + name + "] is no name of a git branch; choose another",
                    null);
        }
        return BRANCHES + name;
    }

    static String pull(long number) {
        return PULLS + number;
    }

    /** Returns the ref that keeps a merged branch's last commit after the branch is deleted. */
    static String mergedHead(long number) {
        return "refs/tandemwork/heads/" + number;
    }

    static String checks(CommitId commit) {
        return "refs/tandemwork/checks/" + commit;
    }
}
