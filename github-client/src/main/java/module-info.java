/** Pull requests on GitHub. */
module dev.tandemwork.github {
    requires com.fasterxml.jackson.databind;
    requires okhttp3;
    requires okio;
    requires transitive dev.tandemwork.core;

    exports dev.tandemwork.github;
    exports dev.tandemwork.github.app;
    exports dev.tandemwork.github.auth;
    exports dev.tandemwork.github.diff;
    exports dev.tandemwork.github.limit;
    exports dev.tandemwork.github.webhook;
}
