package dev.tandemwork.local.forge;

/** One line of a transaction on refs, in the language of {@code git update-ref --stdin}. */
record RefUpdate(String line) {
    static RefUpdate create(String ref, String object) {
        return new RefUpdate("create " + ref + " " + object);
    }

    static RefUpdate update(String ref, String object, String expected) {
        return new RefUpdate("update " + ref + " " + object + " " + expected);
    }

    /** Sets {@code ref}, wherever it was. */
    static RefUpdate set(String ref, String object) {
        return new RefUpdate("update " + ref + " " + object);
    }

    static RefUpdate verify(String ref, String expected) {
        return new RefUpdate("verify " + ref + " " + expected);
    }

    static RefUpdate delete(String ref, String expected) {
        return new RefUpdate("delete " + ref + " " + expected);
    }
}
