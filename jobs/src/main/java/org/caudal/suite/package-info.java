/** The list of all jobs and tables. */
@NullMarked
package org.caudal.suite;

import org.jspecify.annotations.NullMarked;
