/** Runs coding agents in parallel, safely: the typed graph, its engine and journal, and the SPIs. */
module dev.tandemwork.core {
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires org.slf4j;
    requires transitive org.jspecify;

    exports dev.tandemwork;
    exports dev.tandemwork.budget;
    exports dev.tandemwork.delivery;
    exports dev.tandemwork.engine;
    exports dev.tandemwork.event;
    exports dev.tandemwork.graph;
    exports dev.tandemwork.journal;
    exports dev.tandemwork.review;
    exports dev.tandemwork.scm;
    exports dev.tandemwork.task;
    exports dev.tandemwork.worker;
}
