package dev.tandemwork.scm;

/**
 * Which pull request, on whichever host.
 *
 * @param repository the repository it belongs to, as {@link dev.tandemwork.task.Task#repository()} names it
 * @param number the host's number of it, from 1
 */
public record PullRequestRef(String repository, long number) {
    @Override
    public String toString() {
        return "#" + number;
    }
}
