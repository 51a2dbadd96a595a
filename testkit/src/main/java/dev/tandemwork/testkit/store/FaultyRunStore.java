package dev.tandemwork.testkit.store;

import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A store that fails on demand, around one that does not.
 *
 * <p>Appends are counted from 1, over all runs. After a crash every call but {@link #close} throws {@link
 * SimulatedCrash}, and the places of its writers are given back, as the end of a process does; then go on with the store
 * that it is around, which stays open.
 */
public final class FaultyRunStore implements RunStore {
    private static final int NEVER = -1;
    private static final Pattern END = Pattern.compile("\"kind\":\"Run(Completed|Failed)\"");

    private final RunStore store;
    private final AtomicInteger appends = new AtomicInteger();
    private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
    private final Set<FaultyRunLog> logs = ConcurrentHashMap.newKeySet();
    private final CountDownLatch hung = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean crashed;
    private volatile boolean returnsNull;
    private volatile int tornEnd = NEVER;

    private FaultyRunStore(RunStore store) {
        this.store = store;
    }

    /** What becomes of an append. */
    @FunctionalInterface
    interface Fault {
        void append(FaultyRunLog log, List<byte[]> records);
    }

    /** Returns a store that works like {@code store} until it is told to fail. */
    public static FaultyRunStore around(RunStore store) {
        return new FaultyRunStore(store);
    }

    /** Dies before the append {@code n}. */
    public FaultyRunStore crashAtAppend(int n) {
        return crashAt(CrashPoint.before(n));
    }

    /**
     * Dies at {@code point}.
     *
     * @throws IllegalArgumentException if a record is to be torn, and the store is not one of files
     */
    public FaultyRunStore crashAt(CrashPoint point) {
        if (point.moment() == CrashPoint.Moment.TORN) {
            requireFiles();
        }
        faults.put(point.append(), (log, records) -> log.crash(point, records));
        return this;
    }

    /**
     * Dies in the append that ends a run, whichever that is, with {@code bytes} bytes of its last line written. Appends that
     * come together are made as one, so that their number differs from run to run.
     *
     * @throws IllegalArgumentException if the store is not one of files
     */
    public FaultyRunStore tearEnd(int bytes) {
        requireFiles();
        tornEnd = bytes;
        return this;
    }

    /** Refuses the append {@code n} as {@code FULL}, without effect; later ones work. */
    public FaultyRunStore fullAtAppend(int n) {
        return refuseAtAppend(n, RunStoreException.Kind.FULL);
    }

    /** Refuses the append {@code n} with {@code kind}, without effect; later ones work. */
    public FaultyRunStore refuseAtAppend(int n, RunStoreException.Kind kind) {
        faults.put(n, (log, records) -> {
            throw RunStoreException.of(kind, "append [" + n + "] is refused by the test", null);
        });
        return this;
    }

    /** Hangs in the append {@code n} until {@link #release}, then does it. */
    public FaultyRunStore hangAtAppend(int n) {
        faults.put(n, (log, records) -> {
            hang();
            log.delegate().append(records);
        });
        return this;
    }

    /** Returns null from every method from now on that should return something. */
    public FaultyRunStore returnNull() {
        returnsNull = true;
        return this;
    }

    /** Waits until an append hangs. */
    public void awaitHang() throws InterruptedException {
        hung.await();
    }

    /** Lets go of an append that hangs. */
    public void release() {
        released.countDown();
    }

    /** Returns how many appends were begun. */
    public int appends() {
        return appends.get();
    }

    /** Returns whether it has died. */
    public boolean hasCrashed() {
        return crashed;
    }

    @Override
    public RunLog create(RunId run) {
        requireAlive();
        return orNull(log(store.create(run)));
    }

    @Override
    public RunLog open(RunId run) {
        requireAlive();
        return orNull(log(store.open(run)));
    }

    @Override
    public List<byte[]> read(RunId run) {
        requireAlive();
        return orNull(store.read(run));
    }

    @Override
    public byte[] readBlob(RunId run, String hash) {
        requireAlive();
        return orNull(store.readBlob(run, hash));
    }

    @Override
    public List<RunId> runs() {
        requireAlive();
        return orNull(store.runs());
    }

    @Override
    public void delete(RunId run) {
        requireAlive();
        store.delete(run);
    }

    /** Gives back the places of this store's writers. The store that it is around stays open. */
    @Override
    public void close() {
        release();
        logs.forEach(FaultyRunLog::close);
    }

    void requireAlive() {
        if (crashed) {
            throw new SimulatedCrash("the process has died in append [" + appends + "]");
        }
    }

    /** Returns what becomes of the next append, which is one of {@code records}. */
    Fault next(List<byte[]> records) {
        int append = appends.incrementAndGet();
        if (tornEnd != NEVER && endsARun(records)) {
            return (log, all) -> log.crash(CrashPoint.torn(append, tornEnd), all);
        }
        return faults.getOrDefault(append, (log, all) -> log.delegate().append(all));
    }

    private void requireFiles() {
        if (!(store instanceof FileRunStore)) {
            throw new IllegalArgumentException("store [" + store + "] can't be torn; expected a FileRunStore");
        }
    }

    private static boolean endsARun(List<byte[]> records) {
        if (records.isEmpty()) {
            return false;
        }
        byte[] last = records.get(records.size() - 1);
        return END.matcher(new String(last, StandardCharsets.UTF_8)).find();
    }

    SimulatedCrash die(CrashPoint point) {
        crashed = true;
        close();
        return new SimulatedCrash("the process dies at " + point);
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    <T> T orNull(T value) {
        return returnsNull ? null : value;
    }

    RunStore delegate() {
        return store;
    }

    void forget(FaultyRunLog log) {
        logs.remove(log);
    }

    private RunLog log(RunLog delegate) {
        FaultyRunLog log = new FaultyRunLog(this, delegate);
        logs.add(log);
        return log;
    }

    private void hang() {
        hung.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RunStoreException.of(RunStoreException.Kind.IO, "append hung until it was interrupted", e);
        }
    }
}
