/** Events of mobile phones: loaded, judged, and summed up by device and day. */
@NullMarked
package org.caudal.phone.event;

import org.jspecify.annotations.NullMarked;
