/** Helps to test what is built on Tandemwork: conformance suites, fakes and faults. */
@NullMarked
package dev.tandemwork.testkit;

import org.jspecify.annotations.NullMarked;
