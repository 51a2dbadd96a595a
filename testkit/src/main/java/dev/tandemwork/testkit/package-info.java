/** What the suites and fakes of the test kit share. */
@NullMarked
package dev.tandemwork.testkit;

import org.jspecify.annotations.NullMarked;
