/** The report of a run, as a Markdown file and as a page that needs nothing but a browser. */
@NullMarked
package dev.tandemwork.cli.report;

import org.jspecify.annotations.NullMarked;
