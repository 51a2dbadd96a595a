package dev.tandemwork.testkit.github;

import dev.tandemwork.testkit.github.traffic.GitHubLimits;
import java.net.InetAddress;
import java.time.InstantSource;

/** Starts a {@link FakeGitHub} that is special in some way. */
public final class FakeGitHubBuilder {
    InstantSource clock = InstantSource.system();
    InetAddress address = InetAddress.getLoopbackAddress();
    GitHubLimits limits = GitHubLimits.none();
    boolean isRecording;

    FakeGitHubBuilder() {}

    /** Lets it take the time from {@code clock}: of limits, of tokens, of everything that it shows. */
    public FakeGitHubBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** Lets it listen at another address than that of this machine for itself. */
    public FakeGitHubBuilder address(InetAddress address) {
        this.address = address;
        return this;
    }

    /** Lets it have limits. */
    public FakeGitHubBuilder limits(GitHubLimits limits) {
        this.limits = limits;
        return this;
    }

    /** Lets it keep everything that is said. */
    public FakeGitHubBuilder recording() {
        this.isRecording = true;
        return this;
    }

    /** Starts it on a free port. */
    public FakeGitHub start() {
        return new FakeGitHub(this);
    }
}
