package dev.tandemwork.agents.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where secrets are in a text. */
final class Spans {
    private static final char MASK = '*';

    private final List<Span> found = new ArrayList<>(0);

    /** From {@code start} to before {@code end}. */
    private record Span(int start, int end) {}

    void add(int start, int end) {
        found.add(new Span(start, end));
    }

    /** Returns {@code text} with one veil for all that touches. */
    String veil(String text) {
        return veil(text, text.length());
    }

    /** Returns the beginning of {@code text}, to {@code length}, which must not lie within a secret. */
    String veil(String text, int length) {
        if (found.isEmpty()) {
            return text.substring(0, length);
        }
        StringBuilder veiled = new StringBuilder(length);
        int at = 0;
        for (Span span : merged()) {
            if (span.start() < length) {
                veiled.append(text, at, span.start()).append(Redactor.VEIL);
                at = span.end();
            }
        }
        return veiled.append(text, Math.min(at, length), length).toString();
    }

    /** Returns the beginning of {@code text} like that, as long as it was. */
    String mask(String text, int length) {
        StringBuilder masked = new StringBuilder(text.substring(0, length));
        for (Span span : found) {
            for (int at = span.start(); at < Math.min(span.end(), length); at++) {
                masked.setCharAt(at, MASK);
            }
        }
        return masked.toString();
    }

    /** Returns where to cut before {@code wanted}, so that no secret is cut; after the first one if that fills it all. */
    int cut(int wanted) {
        for (Span span : merged()) {
            if (span.start() < wanted && wanted < span.end()) {
                return span.start() > 0 ? span.start() : span.end();
            }
        }
        return wanted;
    }

    private List<Span> merged() {
        found.sort(Comparator.comparingInt(Span::start));
        List<Span> merged = new ArrayList<>();
        for (Span span : found) {
            int last = merged.size() - 1;
            if (last >= 0 && span.start() <= merged.get(last).end()) {
                Span before = merged.get(last);
                merged.set(last, new Span(before.start(), Math.max(before.end(), span.end())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
