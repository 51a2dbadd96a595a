package dev.tandemwork.testkit.scm;

import dev.tandemwork.scm.CommitId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A commit in memory: every file with its content, and at most one parent. */
record FakeCommit(CommitId id, Optional<FakeCommit> parent, Map<String, String> files, String message) {
    FakeCommit {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Returns a commit whose name is made of all it holds, and of {@code serial}. */
    static FakeCommit of(Optional<FakeCommit> parent, Map<String, String> files, String message, long serial) {
        String content = serial + "|" + parent.map(FakeCommit::id) + "|" + new TreeMap<>(files) + "|" + message;
        return new FakeCommit(new CommitId(sha1(content)), parent, files, message);
    }

    private static String sha1(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM has no SHA-1; expected every JVM to have it", e);
        }
    }

    /** Returns this commit and those before it, newest first. */
    Set<FakeCommit> line() {
        Set<FakeCommit> line = new LinkedHashSet<>();
        for (Optional<FakeCommit> at = Optional.of(this);
                at.isPresent();
                at = at.get().parent()) {
            line.add(at.get());
        }
        return line;
    }

    /** Returns the newest commit that both lines have. */
    FakeCommit mergeBase(FakeCommit other) {
        Set<FakeCommit> theirs = other.line();
        return line().stream().filter(theirs::contains).findFirst().orElseThrow();
    }

    Map<String, String> before() {
        return parent.map(FakeCommit::files).orElse(Map.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FakeCommit commit && commit.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
