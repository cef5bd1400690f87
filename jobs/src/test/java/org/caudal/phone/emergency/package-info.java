/** Tests of displacement. */
@NullMarked
package org.caudal.phone.emergency;

import org.jspecify.annotations.NullMarked;
