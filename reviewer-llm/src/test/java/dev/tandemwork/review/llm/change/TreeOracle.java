package dev.tandemwork.review.llm.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.review.llm.change.DiffLine.Encoding;
import dev.tandemwork.review.llm.change.DiffLine.Ending;
import dev.tandemwork.review.llm.change.FileChange.Content;
import dev.tandemwork.scm.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Knows what a change does from trees and contents alone, as another implementation of git reads them; no diff is asked
 * for.
 */
final class TreeOracle implements AutoCloseable {
    static final CommitId NOTHING = new CommitId("4b825dc642cb6eb9a060e54bf8d69288fbee4904");

    private static final int SNIFFED = 8000;

    private final Repository repository;

    private TreeOracle(Repository repository) {
        this.repository = repository;
    }

    static TreeOracle of(Path gitFolder) throws IOException {
        return new TreeOracle(new FileRepositoryBuilder()
                .setGitDir(gitFolder.toFile())
                .setMustExist(true)
                .build());
    }

    /** Fails unless {@code changes} is exactly what lies between the two. */
    void assertExact(ChangeSet changes) throws IOException {
        List<String> told = new ArrayList<>();
        for (FileChange file : changes.files()) {
            told.addAll(sides(file));
            assertLines(file);
        }
        assertThat(new TreeSet<>(told)).hasSameSizeAs(told).isEqualTo(between(changes.mergeBase(), changes.head()));
    }

    private static List<String> sides(FileChange file) {
        boolean moved = !file.before().path().equals(file.after().path());
        String before = file.before().mode().octal() + " " + file.before().blob();
        String after = file.after().mode().octal() + " " + file.after().blob();
        String nothing = "000000 " + "0".repeat(40);
        return moved
                ? List.of(
                        file.before().path() + ": " + before + " > " + nothing,
                        file.after().path() + ": " + nothing + " > " + after)
                : List.of(file.path() + ": " + before + " > " + after);
    }

    private Set<String> between(CommitId from, CommitId to) throws IOException {
        Set<String> found = new TreeSet<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree(from));
            walk.addTree(tree(to));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                String path = new String(walk.getRawPath(), StandardCharsets.ISO_8859_1);
                found.add(Decoding.path(path) + ": " + side(walk, 0) + " > " + side(walk, 1));
            }
        }
        return found;
    }

    private static String side(TreeWalk walk, int side) {
        return String.format("%06o", walk.getRawMode(side)) + " "
                + walk.getObjectId(side).name();
    }

    private AbstractTreeIterator tree(CommitId commit) throws IOException {
        if (commit.equals(NOTHING)) {
            return new EmptyTreeIterator();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId tree = walk.parseTree(ObjectId.fromString(commit.hex()));
            return new CanonicalTreeParser(new byte[0], walk.getObjectReader(), tree);
        }
    }

    private void assertLines(FileChange file) throws IOException {
        byte[] before = content(file.before());
        byte[] after = content(file.after());
        if (isBinary(before) || isBinary(after)) {
            assertThat(file.content()).isEqualTo(Content.BINARY);
        } else {
            assertThat(file.content()).isNotEqualTo(Content.BINARY);
            assertThat(applied(lines(before), file)).as(file.path()).isEqualTo(lines(after));
        }
    }

    /** Lines are compared with their line feed, each byte as the character of its number. */
    private static List<String> applied(List<String> before, FileChange file) {
        List<String> after = new ArrayList<>();
        int at = 0;
        for (DiffLine line : file.lines().toList()) {
            while (!line.isAdded() && at < line.before() - 1) {
                after.add(before.get(at++));
            }
            if (line.isAdded()) {
                at = copyUpTo(line.after() - 1, before, at, after);
                after.add(raw(line));
            } else {
                assertThat(raw(line)).as(file.path() + ":" + line.before()).isEqualTo(before.get(at++));
            }
            if (line.kind() == DiffLine.Kind.CONTEXT) {
                after.add(raw(line));
            }
            assertThat(line.isRemoved() ? 0 : after.size())
                    .as("number of " + line)
                    .isEqualTo(line.after());
        }
        after.addAll(before.subList(at, before.size()));
        return after;
    }

    private static int copyUpTo(int size, List<String> before, int from, List<String> after) {
        int at = from;
        while (after.size() < size) {
            after.add(before.get(at++));
        }
        return at;
    }

    private static String raw(DiffLine line) {
        byte[] bytes = line.text()
                .getBytes(line.encoding() == Encoding.UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.ISO_8859_1) + (line.ending() == Ending.LINE_FEED ? "\n" : "");
    }

    private static List<String> lines(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    private byte[] content(FileState state) throws IOException {
        if (state.mode() == FileMode.SUBMODULE) {
            return ("Subproject commit " + state.blob() + "\n").getBytes(StandardCharsets.US_ASCII);
        }
        return state.isPresent()
                ? repository.open(ObjectId.fromString(state.blob())).getBytes()
                : new byte[0];
    }

    private static boolean isBinary(byte[] content) {
        for (int at = 0; at < Math.min(content.length, SNIFFED); at++) {
            if (content[at] == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        repository.close();
    }
}
