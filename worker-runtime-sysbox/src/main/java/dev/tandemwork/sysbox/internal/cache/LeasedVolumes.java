package dev.tandemwork.sysbox.internal.cache;

import dev.tandemwork.sysbox.cache.VolumeLease;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The volumes that workers have of a cache. Whatever its provider does (it throws, hangs, answers null, or leases one volume
 * twice), a worker is told and goes on without, and no volume has two engines.
 *
 * <p>As long as the provider has not answered a question in time, it is asked for no other volume: workers need not wait for
 * it one after the other. What it answers late is given back at once.
 */
public final class LeasedVolumes {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedVolumes.class);

    private final DockerHost host;
    private final Optional<Source> source;

    /** By their names; without a lease if they are none of this provider. */
    private final Map<String, Optional<VolumeLease>> taken = new ConcurrentHashMap<>();

    private final AtomicInteger unanswered = new AtomicInteger();

    private LeasedVolumes(DockerHost host, Optional<Source> source) {
        this.host = host;
        this.source = source;
    }

    /** Returns the volumes of a provider, or of none. */
    public static LeasedVolumes of(DockerHost host, Optional<Source> source) {
        return new LeasedVolumes(host, source);
    }

    private record Leased(String volume, VolumeLease lease) {}

    /** Returns what the volumes hold; empty if there are none. */
    public String content() {
        return source.map(from -> from.key().toString()).orElse("");
    }

    /** Returns a volume that nobody else has; if there is none, and there should be one, that is told. */
    public Optional<String> lease(Consumer<String> told) {
        if (source.isEmpty()) {
            return Optional.empty();
        }
        if (unanswered.get() > 0) {
            told.accept(sentence("it has not answered an earlier question yet"));
            return Optional.empty();
        }
        return lease(source.get(), told);
    }

    private Optional<String> lease(Source from, Consumer<String> told) {
        CompletableFuture<Optional<Leased>> answer = ask(() -> leased(from));
        Optional<Leased> leased = await(answer, this::giveBack, told);
        return leased.filter(found -> isUsable(found, told)).map(Leased::volume);
    }

    private static Optional<Leased> leased(Source from) {
        return answered(from.provider().lease(from.key()))
                .map(lease -> new Leased(Objects.requireNonNull(lease.volume(), "its volume has no name"), lease));
    }

    /** Somebody else's provider may be compiled without a check for nulls. */
    private static <T> Optional<T> answered(Optional<T> answer) {
        return Objects.requireNonNull(answer, "it has answered null");
    }

    /** A volume that another worker has is not given back: that would take it from that one. */
    private boolean isUsable(Leased found, Consumer<String> told) {
        if (taken.putIfAbsent(found.volume(), Optional.of(found.lease())) != null) {
            told.accept(sentence("its volume [" + found.volume() + "] is another worker's"));
            return false;
        }
        if (!host.volumes(Map.of()).contains(found.volume())) {
            told.accept(sentence("its volume [" + found.volume() + "] is not on the engine"));
            release(found.volume());
            return false;
        }
        return true;
    }

    private void giveBack(Optional<Leased> late) {
        late.ifPresent(found -> closed(found.lease()));
    }

    /** Takes over a volume that a worker of an earlier program has. */
    public void adopt(String volume) {
        taken.put(volume, source.flatMap(from -> adopted(from, volume)));
    }

    private Optional<VolumeLease> adopted(Source from, String volume) {
        CompletableFuture<Optional<VolumeLease>> answer =
                ask(() -> answered(from.provider().adopt(volume)));
        return await(answer, late -> {}, LOG::warn);
    }

    /** Has the provider remove what earlier programs have left. Called once, after all adoptions. */
    public void removeUnused() {
        source.ifPresent(from -> run(from.provider()::removeUnused));
    }

    /**
     * Gives a volume back whose worker's container is gone. One that is nobody's lease is removed: no worker may have what
     * another has left.
     */
    public void release(String volume) {
        Optional<VolumeLease> lease = taken.getOrDefault(volume, Optional.empty());
        if (lease.isEmpty()) {
            host.removeVolume(volume);
        }
        if (lease.isEmpty() || closed(lease.get())) {
            taken.remove(volume);
        }
    }

    private boolean closed(VolumeLease lease) {
        return run(lease::close);
    }

    /** Ends the provider; leases stay as they are. */
    public void close() {
        source.ifPresent(from -> run(from.provider()::close));
    }

    private boolean run(Runnable work) {
        CompletableFuture<Optional<Boolean>> done = ask(() -> {
            work.run();
            return Optional.of(true);
        });
        return await(done, late -> {}, LOG::warn).isPresent();
    }

    private <T> CompletableFuture<T> ask(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        source.orElseThrow().executor().execute(() -> {
            try {
                answer.complete(question.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Returns the answer; empty if there is none in time, which is told. */
    private <T> Optional<T> await(
            CompletableFuture<Optional<T>> answer, Consumer<Optional<T>> late, Consumer<String> told) {
        Source from = source.orElseThrow();
        try {
            return answer.get(from.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            told.accept(sentence(String.valueOf(e.getCause())));
        } catch (TimeoutException e) {
            expect(answer, late);
            told.accept(sentence("it has not answered within " + from.limit()));
        } catch (InterruptedException e) {
            expect(answer, late);
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private <T> void expect(CompletableFuture<Optional<T>> answer, Consumer<Optional<T>> late) {
        unanswered.incrementAndGet();
        var unused = answer.whenComplete((found, failure) -> {
            unanswered.decrementAndGet();
            if (failure == null) {
                late.accept(found);
            }
        });
    }

    private static String sentence(String trouble) {
        return "cache of images has failed: " + trouble
                + "; expected a volume of its own for each worker; workers go on without, and pull what they need";
    }
}
