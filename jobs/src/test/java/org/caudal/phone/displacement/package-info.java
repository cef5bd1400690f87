/** Tests of displacement. */
@NullMarked
package org.caudal.phone.displacement;

import org.jspecify.annotations.NullMarked;
