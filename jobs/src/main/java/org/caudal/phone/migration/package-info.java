/** Spells of residence, and the stays and migrations they amount to. */
@NullMarked
package org.caudal.phone.migration;

import org.jspecify.annotations.NullMarked;
