# One image for every role of a node (docs/cluster.md). Publish first: dotnet publish src/StreamingSse.Host -c Release -o out
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
COPY out/sse out/*.so /usr/local/bin/
WORKDIR /work
ENTRYPOINT ["sse"]
