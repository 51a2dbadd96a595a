package dev.tandemwork.local.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The environment variable by which the processes of one folder, a worker's say, are known, also after their parents have
 * died and in the next life of this program. The folder is part of the variable's name, so that a worker inside a worker
 * carries both.
 *
 * @param name made of the folder
 * @param value the folder
 */
public record ProcessMarker(String name, String value) {
    private static final String PREFIX = "TANDEMWORK_PROCESS_";
    private static final int DIGITS = 16;

    /** Returns the marker of {@code folder}. */
    public static ProcessMarker of(Path folder) {
        String path = folder.toAbsolutePath().normalize().toString();
        return new ProcessMarker(PREFIX + digest(path).substring(0, DIGITS), path);
    }

    /** Returns whether {@code variable} is a marker, which every child is to carry on. */
    public static boolean isMarker(String variable) {
        return variable.startsWith(PREFIX);
    }

    /** Returns a name that is the same for the same folder, usable in the name of a file. */
    String token() {
        return name.substring(PREFIX.length());
    }

    /** Returns whether {@code environ}, variables ended by NUL, holds this one. */
    boolean isIn(String environ) {
        String entry = name + "=";
        return environ.startsWith(entry) || environ.contains("\0" + entry);
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing; expected in every Java runtime", e);
        }
    }
}
