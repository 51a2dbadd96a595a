package dev.tandemwork;

import java.util.regex.Pattern;

/** The rule for names that become part of a path, a branch or a sandbox's name. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private Names() {}

    /** Returns whether {@code name} is 1 to 63 letters, digits, dots, underscores or dashes, led by a letter or digit. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(".") && !name.contains("..");
    }

    /**
     * Returns {@code name}, checked.
     *
     * @param subject what the name belongs to, for the message
     * @throws IllegalArgumentException if it is not a name
     */
    public static String requireName(String subject, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    subject + " [" + name + "] is not a usable name; expected 1 to 63 letters, "
                            + "digits, '.', '_' or '-', led by a letter or digit and without '..'");
        }
        return name;
    }
}
