/** Flows of devices between areas, and visitors. */
@NullMarked
package org.caudal.phone.flow;

import org.jspecify.annotations.NullMarked;
