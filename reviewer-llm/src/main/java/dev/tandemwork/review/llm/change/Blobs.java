package dev.tandemwork.review.llm.change;

import dev.tandemwork.local.git.Git;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Looks for a NUL at the start of contents, which is what makes a file binary, whatever attributes say. */
final class Blobs {
    private static final int SNIFFED = 8000;

    private final byte[] output;
    private int at;

    private Blobs(byte[] output) {
        this.output = output;
    }

    /** Returns those of {@code names} whose content is binary. */
    static Set<String> binary(Git git, Collection<String> names) {
        byte[] output = git.withInput(String.join("\n", names) + "\n").requireBytes("cat-file", "--batch");
        Blobs blobs = new Blobs(output);
        Set<String> binary = new HashSet<>();
        for (String name : names) {
            if (blobs.nextIsBinary(name)) {
                binary.add(name);
            }
        }
        return binary;
    }

    /** Reads {@code NAME blob SIZE}, a line feed, the content, a line feed. */
    private boolean nextIsBinary(String name) {
        String head = head();
        String expected = name + " blob ";
        if (!head.startsWith(expected)) {
            throw new UnreadableDiffException("git said [" + head + "] of a content; expected [" + expected + "SIZE]");
        }
        int size = Integer.parseInt(head.substring(expected.length()));
        boolean found = hasNul(at, Math.min(size, SNIFFED));
        at += size + 1;
        return found;
    }

    private String head() {
        int end = at;
        while (end < output.length && output[end] != '\n') {
            end++;
        }
        String head = new String(output, at, end - at, StandardCharsets.US_ASCII);
        at = end + 1;
        return head;
    }

    private boolean hasNul(int from, int length) {
        for (int index = from; index < from + length; index++) {
            if (output[index] == 0) {
                return true;
            }
        }
        return false;
    }
}
