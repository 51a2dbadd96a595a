package dev.tandemwork.testkit.github.traffic;

/**
 * How much one identity may ask for.
 *
 * @param restPerHour requests of the REST API an hour; those answered by 304 are free
 * @param graphPerHour points of GraphQL an hour
 * @param pointsPerMinute points a minute: 1 for a request that reads, 5 for one that writes
 * @param contentPerMinute requests a minute that notify people
 * @param contentPerHour requests an hour that notify people
 * @param atOnce requests at the same time
 */
public record GitHubLimits(
        int restPerHour, int graphPerHour, int pointsPerMinute, int contentPerMinute, int contentPerHour, int atOnce) {
    private static final int NONE = Integer.MAX_VALUE;

    /** Returns no limits, as at an enterprise server. */
    public static GitHubLimits none() {
        return new GitHubLimits(NONE, NONE, NONE, NONE, NONE, NONE);
    }

    /** Returns the limits that GitHub documents for a user or an installation. */
    public static GitHubLimits documented() {
        return new GitHubLimits(5000, 5000, 900, 80, 500, 100);
    }

    /** Returns these limits with another one on requests of the REST API. */
    public GitHubLimits restPerHour(int count) {
        return new GitHubLimits(count, graphPerHour, pointsPerMinute, contentPerMinute, contentPerHour, atOnce);
    }

    /** Returns these limits with other ones on content. */
    public GitHubLimits content(int perMinute, int perHour) {
        return new GitHubLimits(restPerHour, graphPerHour, pointsPerMinute, perMinute, perHour, atOnce);
    }
}
