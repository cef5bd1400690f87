/** Tests of the phone jobs. */
@NullMarked
package org.caudal.phone;

import org.jspecify.annotations.NullMarked;
