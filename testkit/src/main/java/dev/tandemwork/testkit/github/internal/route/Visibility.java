package dev.tandemwork.testkit.github.internal.route;

import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.access.Caller.Kind;
import dev.tandemwork.testkit.github.internal.state.Repository;
import java.util.Locale;

/** Who may see a repository, and who may write to it. */
public final class Visibility {
    private Visibility() {}

    /** Tells whether {@code caller} may know that {@code repository} is there. */
    public static boolean isVisible(Repository repository, Caller caller) {
        return !repository.settings().isPrivate() || isLetIn(repository, caller, "read");
    }

    /** Tells whether {@code caller} may write to {@code repository}. */
    public static boolean isWritable(Repository repository, Caller caller) {
        return isLetIn(repository, caller, "write");
    }

    private static boolean isLetIn(Repository repository, Caller caller, String level) {
        if (caller.kind() == Kind.ANONYMOUS || caller.kind() == Kind.APP) {
            return false;
        }
        if (!caller.reaches(repository.fullName().toLowerCase(Locale.ROOT))) {
            return false;
        }
        return caller.kind() == Kind.INSTALLATION
                || caller.login().equalsIgnoreCase(repository.owner())
                || suffices(repository.settings().level(caller.login()), level);
    }

    private static boolean suffices(String given, String wanted) {
        return given.equals("admin") || given.equals("write") || given.equals(wanted);
    }
}
