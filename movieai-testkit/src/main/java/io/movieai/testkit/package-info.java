/** Contract suites for the ports of movieai, and fakes to test against. */
@NullMarked
package io.movieai.testkit;

import org.jspecify.annotations.NullMarked;
