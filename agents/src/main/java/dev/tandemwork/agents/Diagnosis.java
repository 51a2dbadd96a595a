package dev.tandemwork.agents;

import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the kind of a failure from what a CLI gives: a status of its provider, an exit code, a text. */
record Diagnosis(String agent) {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SIGNALLED = 128;
    private static final int SIGNALS = 64;
    private static final int TAIL = 600;
    private static final Pattern STATUS = Pattern.compile(
            "(?:^|\\b(?:status(?: code)?|error|http|code)\\W{0,3})([45]\\d\\d)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");

    /** In this order: the more particular a word, the earlier. */
    private static final List<Entry<Kind, List<String>>> WORDS = List.of(
            Map.entry(
                    Kind.CONTEXT_OVERFLOW,
                    List.of("prompt is too long", "context_length", "context length", "context window", "token limit")),
            Map.entry(
                    Kind.QUOTA,
                    List.of("credit balance", "insufficient_quota", "exceeded your current quota", "usage limit")),
            Map.entry(
                    Kind.AUTHENTICATION,
                    List.of("unauthorized", "api key", "x-api-key", "authentication", "/login", "not logged in")),
            Map.entry(
                    Kind.RATE_LIMITED, List.of("rate limit", "rate_limit", "too many requests", "resource_exhausted")),
            Map.entry(Kind.PROVIDER_UNAVAILABLE, List.of("overloaded", "service unavailable", "bad gateway")),
            Map.entry(Kind.DISK_FULL, List.of("enospc", "no space left on device")),
            Map.entry(Kind.OUT_OF_MEMORY, List.of("heap out of memory", "cannot allocate memory")),
            Map.entry(
                    Kind.NETWORK,
                    List.of(
                            "econnrefused",
                            "econnreset",
                            "enotfound",
                            "etimedout",
                            "fetch failed",
                            "connection error",
                            "connection refused",
                            "unable to connect",
                            "error sending request",
                            "stream disconnected")),
            Map.entry(
                    Kind.AGENT_UNAVAILABLE,
                    List.of("unknown option", "unexpected argument", "unknown argument", "unknown arguments")));

    /** Returns a failure of {@code kind}; {@code found} says what was found, and the remedy follows from the kind. */
    WorkerFailure failure(Kind kind, String found) {
        String message = "agent [" + agent + "] " + found + "; expected a result; " + remedy(kind);
        return WorkerFailure.of(kind, message);
    }

    /** Returns a failure that may pass at {@code retryAt}. */
    WorkerFailure failure(Kind kind, String found, Optional<Instant> retryAt) {
        return new WorkerFailure(kind, failure(kind, found).message(), retryAt);
    }

    /** Returns the failure that {@code text} tells of; a plain error of the agent if it tells of none that is known. */
    WorkerFailure reported(String text) {
        Kind kind = kindOf(text).orElse(Kind.AGENT_ERROR);
        return failure(kind, "reported \"" + tail(text) + "\"");
    }

    /** Returns the failure of a provider that answered with {@code status}; what it said may tell more. */
    WorkerFailure refused(int status, String text) {
        Kind kind = kindOf(status, text);
        return failure(kind, "was answered by its provider with status " + status + ", \"" + tail(text) + "\"");
    }

    /** Returns why a process ended without a result. */
    WorkerFailure silent(int exitCode, String errorTail) {
        return failure(kindOfExit(exitCode, errorTail), found(exitCode, errorTail));
    }

    String found(int exitCode, String errorTail) {
        return "ended with " + exit(exitCode) + " and no result" + quoted(errorTail);
    }

    /** Returns why a process failed whose exit code is its result. */
    WorkerFailure exited(int exitCode, String errorTail) {
        Kind kind = kindOfExit(exitCode, "");
        boolean plain = kind == Kind.NO_RESULT && !isSignal(exitCode);
        return failure(plain ? Kind.AGENT_ERROR : kind, found(exitCode, errorTail));
    }

    Kind kindOf(int status, String text) {
        Optional<Kind> told = wordsOf(text).filter(kind -> kind == Kind.QUOTA || kind == Kind.CONTEXT_OVERFLOW);
        return told.orElseGet(() -> kindOf(status));
    }

    static Optional<Kind> kindOf(String text) {
        Matcher status = STATUS.matcher(text);
        Optional<Kind> byStatus = status.find() ? known(Integer.parseInt(status.group(1))) : Optional.empty();
        Optional<Kind> byWords = wordsOf(text);
        boolean particular = byWords.filter(kind -> kind == Kind.QUOTA || kind == Kind.CONTEXT_OVERFLOW)
                .isPresent();
        return particular ? byWords : byStatus.or(() -> byWords);
    }

    private static Optional<Kind> known(int status) {
        return Optional.of(kindOf(status)).filter(kind -> kind != Kind.AGENT_ERROR);
    }

    static Kind kindOf(int status) {
        return switch (status) {
            case 401, 403 -> Kind.AUTHENTICATION;
            case 402 -> Kind.QUOTA;
            case 408 -> Kind.NETWORK;
            case 413 -> Kind.CONTEXT_OVERFLOW;
            case 429 -> Kind.RATE_LIMITED;
            default -> status >= 500 ? Kind.PROVIDER_UNAVAILABLE : Kind.AGENT_ERROR;
        };
    }

    private static Optional<Kind> wordsOf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return WORDS.stream()
                .filter(entry -> entry.getValue().stream().anyMatch(lower::contains))
                .map(Entry::getKey)
                .findFirst();
    }

    private static Kind kindOfExit(int exitCode, String errorTail) {
        if (exitCode == NOT_FOUND || exitCode == NOT_EXECUTABLE) {
            return Kind.AGENT_UNAVAILABLE;
        }
        boolean asked = exitCode == 0 || isSignal(exitCode);
        return asked ? Kind.NO_RESULT : kindOf(errorTail).orElse(Kind.NO_RESULT);
    }

    private static boolean isSignal(int exitCode) {
        return exitCode > SIGNALLED && exitCode <= SIGNALLED + SIGNALS;
    }

    private static String exit(int exitCode) {
        return isSignal(exitCode) ? "signal " + (exitCode - SIGNALLED) : "exit code " + exitCode;
    }

    private static String quoted(String errorTail) {
        return errorTail.isBlank() ? "" : ", after \"" + tail(errorTail) + "\"";
    }

    /** Returns the end of {@code text} as one line: errors come last. */
    private static String tail(String text) {
        String plain = ESCAPES.matcher(text).replaceAll("").strip().replaceAll("\\s+", " ");
        return Visible.line(plain.length() <= TAIL ? plain : "... " + plain.substring(plain.length() - TAIL));
    }

    private static String remedy(Kind kind) {
        return switch (kind) {
            case AUTHENTICATION -> "give the agent a key that its provider takes";
            case QUOTA -> "raise the account's allowance, or wait for its reset";
            case RATE_LIMITED, PROVIDER_UNAVAILABLE -> "try again later, or run fewer workers at once";
            case NETWORK -> "check that the worker may reach the agent's provider";
            case CONTEXT_OVERFLOW -> "start a new session, or make the task smaller";
            case PERMISSION_DENIED -> "allow the tool, or change the rule that denies it";
            case TURN_LIMIT -> "make the task smaller, or raise the turn limit";
            case BUDGET -> "make the task smaller, or raise its budget";
            case AGENT_UNAVAILABLE -> "install the agent in a version that is known";
            case OUT_OF_MEMORY -> "raise the worker's memory";
            case OUT_OF_PROCESSES -> "raise the worker's limit of processes";
            case DISK_FULL -> "give the worker more room on its disk";
            default -> "read the worker's log, then try again";
        };
    }
}
