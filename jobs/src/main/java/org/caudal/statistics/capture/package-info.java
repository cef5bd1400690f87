/** How many persons are on no list, from how many are on which of several lists. */
@NullMarked
package org.caudal.statistics.capture;

import org.jspecify.annotations.NullMarked;
