package dev.tandemwork.sysbox.internal.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong from how the client failed. */
final class Failures {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the client says when an engine refuses to be sent input. */
    private static final Pattern NO_UPGRADE =
            Pattern.compile("Expected 101 Switching Protocols, got: HTTP/1\\.\\d (\\d{3})");

    private final URI engine;

    Failures(URI engine) {
        this.engine = engine;
    }

    DockerException timeout(Ask ask, Throwable cause) {
        String message = ask.failed() + ", for " + named() + " did not answer within " + ask.deadline()
                + "; expected an answer; what it has done is not known: look it up by name";
        return DockerException.of(DockerException.Kind.TIMEOUT, message, cause);
    }

    DockerException abandoned(Ask ask, Throwable cause) {
        String message = ask.failed() + ", for the thread that waited for " + named()
                + " was interrupted; expected it to wait; what the engine has done is not known: look it up by name";
        return DockerException.of(DockerException.Kind.TIMEOUT, message, cause);
    }

    /** An answer with a status that is no success. */
    DockerException answered(Ask ask, int status, String body) {
        return answered(ask, status, body, null);
    }

    DockerException of(Ask ask, Throwable cause) {
        Throwable root = cause;
        for (Throwable link = cause; link != null; link = link.getCause()) {
            root = link;
            if (link instanceof DockerException known) {
                return known;
            }
            if (link instanceof com.github.dockerjava.api.exception.DockerException answer) {
                return answered(ask, answer.getHttpStatus(), String.valueOf(answer.getMessage()), cause);
            }
            if (link instanceof SocketTimeoutException) {
                return timeout(ask, cause);
            }
        }
        return broken(ask, root, cause);
    }

    private DockerException answered(Ask ask, int status, String body, @Nullable Throwable cause) {
        String said = said(body);
        DockerException.Kind kind = kind(status, said.toLowerCase(Locale.ROOT));
        String message = ask.failed() + ": " + named() + " says [" + said + "]; expected " + expected(kind);
        return cause == null ? DockerException.of(kind, message) : DockerException.of(kind, message, cause);
    }

    private static DockerException.Kind kind(int status, String said) {
        if (said.contains("no space left on device") || said.contains("disk quota exceeded")) {
            return DockerException.Kind.DISK_FULL;
        }
        if (said.contains("already exists in network") || said.contains("has active endpoints")) {
            return DockerException.Kind.CONFLICT;
        }
        return switch (status) {
            case 404 -> DockerException.Kind.NOT_FOUND;
            case 409 -> DockerException.Kind.CONFLICT;
            default -> DockerException.Kind.REFUSED;
        };
    }

    private static String expected(DockerException.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "all that it names to be there; it was removed, or never made";
            case CONFLICT -> "a free name and a state that allows it; look at what is there by that name";
            case DISK_FULL -> "room on the engine's disk; free some, and see docker system df for what takes it";
            default -> "it to be done; see the engine's log";
        };
    }

    private DockerException broken(Ask ask, Throwable root, Throwable cause) {
        String why = String.valueOf(root.getMessage());
        Matcher answer = NO_UPGRADE.matcher(why);
        if (answer.find()) {
            return answered(ask, Integer.parseInt(answer.group(1)), why, cause);
        }
        if (why.toLowerCase(Locale.ROOT).contains("permission denied")) {
            return permission(cause);
        }
        if (root instanceof IOException && !(root instanceof JsonProcessingException)) {
            return unreachable(ask, root, cause);
        }
        String message = ask.failed() + ": " + named() + " and this client don't understand each other: " + root
                + "; expected an engine of Docker, and a request as its API takes it";
        return DockerException.of(DockerException.Kind.REFUSED, message, cause);
    }

    private DockerException permission(Throwable cause) {
        String message = named() + " can't be talked to by user [" + System.getProperty("user.name")
                + "]; expected one who may write to its socket; add the user to the group docker, and log in again";
        return DockerException.of(DockerException.Kind.PERMISSION, message, cause);
    }

    private DockerException unreachable(Ask ask, Throwable root, Throwable cause) {
        String message = named() + " is not there, or went away, as " + ask.subject() + " was to be "
                + ask.call().participle() + ": " + root.getMessage()
                + "; expected a running engine; start it, for example with systemctl start docker";
        return DockerException.of(DockerException.Kind.UNREACHABLE, message, cause);
    }

    private String named() {
        return "engine [" + engine + "]";
    }

    /** The client puts {@code Status 404: } before the engine's JSON. */
    private static String said(String body) {
        int json = body.indexOf('{');
        if (json < 0) {
            return body.strip();
        }
        try {
            JsonNode message = JSON.readTree(body.substring(json)).get("message");
            return message == null ? body.strip() : message.asText().strip();
        } catch (IOException e) {
            // not every proxy before an engine answers in JSON
            return body.strip();
        }
    }
}
