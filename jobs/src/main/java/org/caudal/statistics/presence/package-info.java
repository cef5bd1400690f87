/** How many are where, from counts of cells that reach over several areas. */
@NullMarked
package org.caudal.statistics.presence;

import org.jspecify.annotations.NullMarked;
