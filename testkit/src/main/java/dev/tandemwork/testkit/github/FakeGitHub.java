package dev.tandemwork.testkit.github;

import dev.tandemwork.testkit.github.access.GitHubApp;
import dev.tandemwork.testkit.github.access.TokenGrant;
import dev.tandemwork.testkit.github.fault.GitHubFaults;
import dev.tandemwork.testkit.github.internal.access.Accounts;
import dev.tandemwork.testkit.github.internal.graphql.GraphEndpoint;
import dev.tandemwork.testkit.github.internal.hook.Hooks;
import dev.tandemwork.testkit.github.internal.page.Pages;
import dev.tandemwork.testkit.github.internal.rest.RestApi;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.server.Desk;
import dev.tandemwork.testkit.github.internal.server.GitDoor;
import dev.tandemwork.testkit.github.internal.server.HttpFront;
import dev.tandemwork.testkit.github.internal.server.Meter;
import dev.tandemwork.testkit.github.internal.server.MeterEndpoint;
import dev.tandemwork.testkit.github.internal.server.Recorder;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.wire.Places;
import dev.tandemwork.testkit.github.traffic.GitHubExchange;
import dev.tandemwork.testkit.github.traffic.GitHubLimits;
import dev.tandemwork.testkit.github.traffic.GitHubTraffic;
import dev.tandemwork.testkit.github.traffic.LimitShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A GitHub to test against: a real HTTP server, real git repositories behind it, and as much of GitHub's REST API and
 * GraphQL as a client and the program {@code gh} need. What GitHub refuses it refuses, in the same words; what GitHub does
 * late it does late; and what can go wrong goes wrong on demand.
 *
 * <pre>{@code
 * try (FakeGitHub github = FakeGitHub.start()) {
 *     GitHubRepository shop = github.createRepository("acme/shop");
 *     String token = github.token("alice");
 *     // clone shop.cloneUrl(), call github.api(), then:
 *     shop.pullRequests();
 * }
 * }</pre>
 *
 * <p>Keeps nothing longer than it runs. Safe for use by many threads. Needs git on the PATH.
 */
public final class FakeGitHub implements AutoCloseable {
    private static final String PROXIED_HOST = "github.localhost";

    private final Hub hub;
    private final Meter meter;
    private final GitHubFaults faults = GitHubFaults.none();
    private final Recorder recorder;
    private final TemporaryFolder folder;
    private final HttpFront http;
    private final Hooks hooks;

    FakeGitHub(FakeGitHubBuilder options) {
        folder = TemporaryFolder.create();
        hub = new Hub(folder.path(), options.clock, new Accounts(options.clock));
        meter = new Meter(options.clock, options.limits);
        recorder = new Recorder(options.isRecording);
        Routes routes = new Routes();
        GraphEndpoint.on(routes);
        RestApi.on(routes);
        MeterEndpoint.on(routes, meter);
        HttpFront.Doors doors =
                new HttpFront.Doors(new GitDoor(hub, folder.path()), new Pages(hub), recorder, options.clock);
        InetSocketAddress address = new InetSocketAddress(options.address, 0);
        try {
            http = new HttpFront(address, new Desk(hub, routes), meter, faults, doors);
        } catch (IOException e) {
            throw new UncheckedIOException("fake GitHub can't listen on [" + address + "]", e);
        }
        hooks = new Hooks(hub, new Places(web().toString(), web().toString()));
    }

    /** Starts one on a free port of this machine, without limits, at the time of this machine. */
    public static FakeGitHub start() {
        return builder().start();
    }

    /** Returns what starts one that is special in some way. */
    public static FakeGitHubBuilder builder() {
        return new FakeGitHubBuilder();
    }

    /** Returns the root of the API, as {@code https://api.github.com} is. */
    public URI api() {
        return web();
    }

    /** Returns the root of the API, as it is at an enterprise server. */
    public URI enterpriseApi() {
        return web().resolve("/api/v3");
    }

    /** Returns where people look, and where git clones from. */
    public URI web() {
        InetSocketAddress address = http.address();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Makes a repository {@code owner/name} with a {@code README.md} on its branch {@code main}. */
    public GitHubRepository createRepository(String name) {
        String[] parts = name.split("/", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("repository [" + name + "] has no owner; expected owner/name");
        }
        synchronized (hub) {
            return new GitHubRepository(hub, hub.create(parts[0], parts[1]), web(), hooks);
        }
    }

    /** Returns a new classic token of {@code login}, for everything that {@code login} may do. */
    public String token(String login) {
        return hub.accounts().classic(login);
    }

    /** Returns a new fine-grained token of {@code login}. */
    public String token(String login, TokenGrant grant) {
        return hub.accounts().fineGrained(login, grant);
    }

    /** Ends a token. */
    public void revoke(String token) {
        hub.accounts().revoke(token);
    }

    /** Registers an app, and installs it for every repository. */
    public GitHubApp installApp(String slug, Map<String, String> permissions) {
        return hub.accounts().install(slug, permissions);
    }

    /** Returns what decides whether something goes wrong. */
    public GitHubFaults faults() {
        return faults;
    }

    /** Returns what was asked so far. */
    public GitHubTraffic traffic() {
        return meter.traffic();
    }

    /** Changes the limits, and how whoever exceeds those that nobody can ask for is told. */
    public void limit(GitHubLimits limits, LimitShape shape) {
        meter.set(limits, shape);
    }

    /** Lets {@code looks} answers say that mergeability is not known, after each change of a pull request; 1 at first. */
    public void mergeabilityAfter(int looks) {
        synchronized (hub) {
            hub.latency().setMergeability(looks);
        }
    }

    /** Lets {@code looks} answers say that a merge in the background is under way; 1 at first. */
    public void mergesAfter(int looks) {
        synchronized (hub) {
            hub.latency().setMerge(looks);
        }
    }

    /** Loses every webhook from now on, or none any more. */
    public void loseWebhooks(boolean isLosing) {
        hooks.lose(isLosing);
    }

    /** Sends every webhook so far once more, lost or not, each under its first name. */
    public void repeatWebhooks() {
        hooks.repeat();
    }

    /** Returns what was said so far, oldest first; nothing unless it was started to record. */
    public List<GitHubExchange> exchanges() {
        return recorder.exchanges();
    }

    /**
     * Returns variables of the environment with which {@code gh} and {@code git} take this for a host named
     * {@code github.localhost}, and this port for their proxy: without certificates, and with the token where it belongs.
     * Repositories are at {@code http://github.localhost/OWNER/NAME.git} then.
     */
    public Map<String, String> environment(String token) {
        return GhEnvironment.of(PROXIED_HOST, web(), token);
    }

    /** Stops the server and deletes the repositories. */
    @Override
    public void close() {
        http.close();
        folder.delete();
    }
}
