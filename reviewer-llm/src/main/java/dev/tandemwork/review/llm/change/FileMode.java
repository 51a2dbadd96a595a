package dev.tandemwork.review.llm.change;

import java.util.stream.Stream;

/** What an entry of a tree is. */
public enum FileMode {
    /** Nothing: the file was not there before, or is not there any more. */
    ABSENT("000000"),
    /** A file. */
    REGULAR("100644"),
    /** A file that may be run. */
    EXECUTABLE("100755"),
    /** A symbolic link; its text is where it points to. */
    SYMLINK("120000"),
    /** A commit of another repository; its text is that commit's name. */
    SUBMODULE("160000");

    private final String octal;

    FileMode(String octal) {
        this.octal = octal;
    }

    /** Returns the mode as git writes it. */
    public String octal() {
        return octal;
    }

    static FileMode of(String octal) {
        return Stream.of(values())
                .filter(mode -> mode.octal.equals(octal))
                .findFirst()
                .orElseThrow(() -> new UnreadableDiffException("mode [" + octal + "] is not one that git has"));
    }
}
