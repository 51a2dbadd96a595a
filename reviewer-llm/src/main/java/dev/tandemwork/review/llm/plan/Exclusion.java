package dev.tandemwork.review.llm.plan;

import dev.tandemwork.review.llm.change.FileChange;
import java.util.Objects;

/**
 * A file that no chunk has.
 *
 * @param file the file
 * @param rule why
 */
public record Exclusion(FileChange file, ExclusionRules.Rule rule) {
    /** Refuses a null. */
    public Exclusion {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(rule, "rule");
    }
}
