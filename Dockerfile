# armlock as an image: what `npm pack` makes, on Alpine with Node.js and git, for a user who is not root.
#
#   docker build --tag armlock .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/repo:ro" armlock diff --base origin/main
#
# git trusts a repository that belongs to the user who runs it, which is what --user is for.
FROM node:24-alpine AS build
WORKDIR /armlock
COPY . .
RUN npm ci && npm pack --pack-destination /tmp && tar --extract --gzip --directory /tmp --file /tmp/armlock-*.tgz

FROM alpine:3.22
RUN apk add --no-cache git nodejs
COPY --from=build /tmp/package /usr/lib/armlock
RUN ln -s /usr/lib/armlock/dist/bundle/armlock.js /usr/local/bin/armlock && chmod a+x /usr/lib/armlock/dist/bundle/armlock.js
# Nothing is kept between two runs of an image.
ENV NODE_DISABLE_COMPILE_CACHE=1
USER 65534:65534
WORKDIR /repo
ENTRYPOINT ["armlock"]
CMD ["--help"]
