package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.Isolation;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.lane.SelfTest;
import dev.tandemwork.sysbox.internal.schedule.Timers;
import dev.tandemwork.sysbox.secret.SecretSource;
import java.time.Duration;
import java.util.Optional;

/**
 * What a runtime was built with.
 *
 * @param root where what is known of workers is kept
 * @param image of workers
 * @param imageId what that is now
 * @param isolation of workers from their host
 * @param ociRuntime what the engine calls Sysbox
 * @param egress which hosts workers may reach
 * @param agents that a task can name
 * @param secrets where the secrets of workers come from
 * @param git what workers authenticate with at the repository
 * @param opensPullRequests whether workers open pull requests themselves
 * @param times the longest that things may take
 * @param transcriptBytes the largest transcript that is kept of a worker
 * @param artifactBytes the most that is taken out of a sandbox
 * @param timers the time
 */
public record Settings(
        WorkerRoot root,
        String image,
        String imageId,
        Isolation isolation,
        String ociRuntime,
        EgressPolicy egress,
        Agents agents,
        SecretSource secrets,
        Optional<GitCredential> git,
        boolean opensPullRequests,
        Times times,
        long transcriptBytes,
        long artifactBytes,
        Timers timers) {

    SelfTest selfTest(DockerHost host) {
        return SelfTest.of(host, egress);
    }

    /**
     * What git authenticates with.
     *
     * @param user that the secret belongs to
     * @param secret its name
     */
    public record GitCredential(String user, String secret) {}

    /**
     * The longest that things may take.
     *
     * @param ready from a container's start to its inner engine's answer
     * @param claim from a claim to its receipt
     * @param grace from asking a process to end to killing it
     * @param linger of an agent after its result
     * @param settle of a container after its outcome
     * @param lost of an engine that does not answer
     * @param look between two looks at a container, whether or not it is heard of
     * @param measure between two looks at a worker's disk
     * @param sweep between two looks for what nobody knows any more
     * @param orphan for which nobody has to have known it until it is removed
     */
    public record Times(
            Duration ready,
            Duration claim,
            Duration grace,
            Duration linger,
            Duration settle,
            Duration lost,
            Duration look,
            Duration measure,
            Duration sweep,
            Duration orphan) {
        /** Returns the defaults. */
        public static Times standard() {
            return new Times(
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10));
        }

        /** Returns these with another grace. */
        public Times withGrace(Duration other) {
            return new Times(ready, claim, other, linger, settle, lost, look, measure, sweep, orphan);
        }

        /** Returns these for an engine that is looked at so often, and given up after so long. */
        public Times withEngine(Duration otherLook, Duration otherLost) {
            return new Times(ready, claim, grace, linger, settle, otherLost, otherLook, measure, sweep, orphan);
        }

        /** Returns these with other times for what nobody knows any more. */
        public Times withSweep(Duration every, Duration known) {
            return new Times(ready, claim, grace, linger, settle, lost, look, measure, every, known);
        }
    }
}
