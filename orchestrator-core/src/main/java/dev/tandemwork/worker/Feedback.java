package dev.tandemwork.worker;

import dev.tandemwork.review.Finding;
import java.util.List;

/**
 * Why an attempt goes back to its agent.
 *
 * @param kind what sent it back
 * @param summary one or two sentences
 * @param findings what is to be mended
 * @param conflicts the changes that this one conflicts with, for {@link Kind#CONFLICT}
 */
public record Feedback(Kind kind, String summary, List<Finding> findings, List<Conflict> conflicts) {
    /** What sent an attempt back. */
    public enum Kind {
        /** A review found something. */
        REVIEW,
        /** The base branch has moved, and the change does not apply to it any more. */
        CONFLICT,
        /** A person asked for it. */
        HUMAN
    }

    /**
     * A change that landed first.
     *
     * @param title what it was for
     * @param patch its diff
     */
    public record Conflict(String title, String patch) {}

    /** Copies the lists. */
    public Feedback {
        findings = List.copyOf(findings);
        conflicts = List.copyOf(conflicts);
    }

    /** Returns the findings as feedback of a review. */
    public static Feedback review(List<Finding> findings) {
        return new Feedback(
                Kind.REVIEW,
                "The review found " + findings.size() + (findings.size() == 1 ? " thing" : " things") + " to mend.",
                findings,
                List.of());
    }

    /** Returns the feedback as Markdown, a task list with paths and lines. */
    public String render() {
        StringBuilder text = new StringBuilder(summary).append("\n\n");
        findings.forEach(finding -> text.append(item(finding)));
        conflicts.forEach(conflict -> text.append(section(conflict)));
        return text.toString();
    }

    private static String item(Finding finding) {
        String hint = finding.fixHint().isEmpty() ? "" : " " + finding.fixHint();
        return "- [ ] " + finding.anchor().describe() + ": " + finding.title() + ". " + finding.detail() + hint + "\n";
    }

    private static String section(Conflict conflict) {
        return "\n### Landed before: " + conflict.title() + "\n\n```diff\n" + conflict.patch() + "\n```\n";
    }
}
