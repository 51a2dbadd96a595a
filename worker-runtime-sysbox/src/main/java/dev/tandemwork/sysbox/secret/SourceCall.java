package dev.tandemwork.sysbox.secret;

import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of a source that somebody else has written: whatever it does, it ends in an answer or a failure that names it.
 *
 * @param source that is called
 * @param request that the call is about
 * @param limit the longest that it may take
 */
record SourceCall(SecretSource source, SecretRequest request, Duration limit) {
    /** Returns the answer of a source that is asked to {@code doWhat}; one that comes too late is handed to {@code late}. */
    <T> T ask(String doWhat, Supplier<@Nullable T> call, Consumer<T> late) throws InterruptedException {
        CompletableFuture<@Nullable T> answer = CompletableFuture.supplyAsync(call, SourceCall::start);
        try {
            T given = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (given == null) {
                throw failed(doWhat, "has returned null", null);
            }
            return given;
        } catch (TimeoutException e) {
            handLate(answer, late);
            throw failed(doWhat, "has not answered within " + limit, null);
        } catch (InterruptedException e) {
            handLate(answer, late);
            throw e;
        } catch (ExecutionException e) {
            throw thrown(doWhat, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static <T> void handLate(CompletableFuture<@Nullable T> answer, Consumer<T> late) {
        Future<?> unused = answer.thenAccept(given -> {
            if (given != null) {
                late.accept(given);
            }
        });
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "secret-source");
        thread.setDaemon(true);
        thread.start();
    }

    private WorkerException thrown(String doWhat, Throwable cause) {
        return cause instanceof WorkerException known ? known : failed(doWhat, "has thrown " + cause, cause);
    }

    /** What a source says of its failure may tell a secret. */
    private WorkerException failed(String doWhat, String found, @Nullable Throwable cause) {
        String message = "secret source [" + EitherSource.name(source) + "] " + found + " when asked to " + doWhat
                + " secret [" + request.name() + "] of worker [" + request.worker()
                + "]; expected an answer; mend the source";
        WorkerFailure failure =
                WorkerFailure.of(Kind.AUTHENTICATION, Redactor.ofPatterns().veil(message));
        return cause == null ? WorkerException.of(failure) : WorkerException.of(failure, cause);
    }
}
