// As Bayan says that a comparison can be read: once what is there has been painted.
requestAnimationFrame(() => setTimeout(() => performance.mark('readable')));
