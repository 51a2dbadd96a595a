package dev.tandemwork.testkit.github.internal.git;

import java.util.Optional;

/**
 * What a diff does to one file.
 *
 * @param path after it
 * @param previous the path before it, when the file was renamed
 * @param status {@code added}, {@code removed}, {@code modified} or {@code renamed}
 * @param sha the blob after it, or before it when the file is removed
 * @param additions lines that it adds
 * @param deletions lines that it removes
 * @param patch its hunks; none for a binary file
 */
public record ChangedFile(
        String path,
        Optional<String> previous,
        String status,
        String sha,
        int additions,
        int deletions,
        Optional<String> patch) {}
