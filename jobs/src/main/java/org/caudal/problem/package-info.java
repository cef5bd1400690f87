/** What went wrong, where, why and what to do; and the exit code it leads to. */
@NullMarked
package org.caudal.problem;

import org.jspecify.annotations.NullMarked;
