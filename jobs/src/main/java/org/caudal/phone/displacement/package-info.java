/** Displacement after a disaster, and returns. */
@NullMarked
package org.caudal.phone.displacement;

import org.jspecify.annotations.NullMarked;
