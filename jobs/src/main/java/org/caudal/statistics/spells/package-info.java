/** Where a person lived and from when to when, from the days and places of a device. */
@NullMarked
package org.caudal.statistics.spells;

import org.jspecify.annotations.NullMarked;
