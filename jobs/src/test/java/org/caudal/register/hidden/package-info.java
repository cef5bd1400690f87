@NullMarked
package org.caudal.register.hidden;

import org.jspecify.annotations.NullMarked;
