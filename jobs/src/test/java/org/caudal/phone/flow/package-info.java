/** Tests of flows of devices and of visitors. */
@NullMarked
package org.caudal.phone.flow;

import org.jspecify.annotations.NullMarked;
